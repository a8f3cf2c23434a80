package io.github.azuredr.testkit.azure.analytics;

import static io.github.azuredr.testkit.azure.arm.ArmRoutes.IN_GROUP;
import static io.github.azuredr.testkit.azure.arm.ArmRoutes.IN_SUBSCRIPTION;

import io.github.azuredr.testkit.azure.arm.ArmOperation;
import io.github.azuredr.testkit.azure.arm.ArmProvider;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.ArmRoutes;
import io.github.azuredr.testkit.azure.arm.ArmType;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.util.List;
import java.util.Set;

/**
 * Microsoft.DataLakeAnalytics: accounts with their stores, storage accounts, compute policies and firewall rules. An account
 * serves data from the moment its creation has ended. Add it with {@code new
 * ResourceManager(azure).with(AnalyticsProvider::new)} behind a {@link SimAnalytics}.
 *
 * <p>What is refused follows the published description; the codes of the refusals are inferred, for it names none.
 */
public final class AnalyticsProvider implements ArmProvider {
    /** The namespace. */
    public static final String NAMESPACE = "Microsoft.DataLakeAnalytics";

    /** Where the service could be had. */
    static final Set<String> REGIONS = Set.of("eastus2", "centralus", "northeurope", "westeurope");

    static final ArmType ACCOUNTS = new ArmType("accounts", List.of("2016-11-01"), REGIONS);
    static final String TYPE = NAMESPACE + "/accounts";

    private static final String LOCATION = IN_SUBSCRIPTION + NAMESPACE + "/locations/{location}";
    private static final String ALL = IN_GROUP + TYPE;
    private static final String ONE = ALL + "/{account}";
    private static final String CONTAINERS = ONE + "/storageAccounts/{part}/containers";

    private final AccountLife accounts;
    private final AccountParts parts;
    private final AccountDesk desk;
    private final LinkedStorage storage;

    /** The namespace for this resource manager, whose Azure has a {@link SimAnalytics}. */
    public AnalyticsProvider(ResourceManager arm) {
        SimAnalytics analytics = arm.azure().service(SimAnalytics.class);
        this.desk = new AccountDesk(arm, analytics);
        this.accounts = new AccountLife(arm, analytics, desk);
        this.parts = new AccountParts(arm, accounts);
        this.storage = new LinkedStorage(arm, accounts);
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public List<ArmType> types() {
        return List.of(ACCOUNTS);
    }

    @Override
    public ArmRoutes routes() {
        ArmRoutes routes = new ArmRoutes()
                .on("GET", LOCATION + "/capability", desk::capability)
                .on("POST", LOCATION + "/checkNameAvailability", desk::checkName)
                .on("PUT", ONE, accounts::put)
                .on("GET", ONE, accounts::get)
                .on("PATCH", ONE, accounts::patch)
                .on("DELETE", ONE, accounts::delete)
                .on("GET", ALL, accounts::list)
                .on("GET", IN_SUBSCRIPTION + TYPE, accounts::list)
                .on("GET", CONTAINERS, storage::containers)
                .on("GET", CONTAINERS + "/{container}", storage::container)
                .on("POST", CONTAINERS + "/{container}/listSasTokens", storage::sasTokens);
        for (AccountPart part : AccountPart.values()) {
            String some = ONE + "/" + part.segment();
            routes.on("GET", some, call -> parts.list(call, part))
                    .on("PUT", some + "/{part}", call -> parts.put(call, part))
                    .on("GET", some + "/{part}", call -> parts.get(call, part))
                    .on("DELETE", some + "/{part}", call -> parts.delete(call, part));
            if (part != AccountPart.STORE) {
                routes.on("PATCH", some + "/{part}", call -> parts.patch(call, part));
            }
        }
        return routes;
    }

    @Override
    public void finished(ArmOperation operation) {
        accounts.finished(operation);
    }

    @Override
    public void removed(ArmResource resource) {
        accounts.removed(resource);
    }

    /** How many accounts a subscription may have in a region. */
    public AnalyticsProvider allowing(int accountsPerRegion) {
        desk.most(accountsPerRegion);
        return this;
    }

    /** How many jobs an account may run at once at most; 20 unless said. */
    public AnalyticsProvider granting(int jobs) {
        accounts.mostJobs(jobs);
        return this;
    }
}
