package io.github.azuredr.testkit.azure.arm;

import java.util.List;

/** Microsoft.Authorization: role assignments and locks. It is global, and so works on while a region is dark. */
final class AuthorizationProvider implements ArmProvider {
    static final String NAMESPACE = "Microsoft.Authorization";

    private final Locks locks;
    private final RoleAssignments assignments;

    AuthorizationProvider(Locks locks, RoleAssignments assignments) {
        this.locks = locks;
        this.assignments = assignments;
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public List<ArmType> types() {
        return List.of(ArmType.of("roleAssignments", "2022-04-01"), ArmType.of("locks", "2016-09-01", "2020-05-01"));
    }

    @Override
    public ArmRoutes routes() {
        ArmRoutes routes = new ArmRoutes();
        locks.addRoutes(routes);
        assignments.addRoutes(routes);
        return routes;
    }

    @Override
    public boolean registeredFromTheStart() {
        return true;
    }
}
