package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.ground.Calls;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.SubscriptionChild;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Maps a dataset, found by name, type and path because its id is another one in every region.
 *
 * @param side where
 * @param subscription the subscription
 * @param mapping the mapping's name
 * @param name the dataset's name
 * @param type the dataset's kind
 * @param path where it lies in the provider's store
 * @param body what is sent, but for the dataset's id
 */
record MapDataSet(Side side, String subscription, String mapping, String name, String type, String path, String body)
        implements Step<DataShareSubscriber> {
    @Override
    public String title() {
        return "Map dataset " + name + " of " + subscription + " on side " + side + target();
    }

    /** Where a file or tree goes, for the reader of a plan. */
    private String target() {
        JsonObject properties = JsonObject.parse(body).at("properties").orElseGet(JsonObject::empty);
        Optional<String> container = properties.text("containerName").or(() -> properties.text("fileSystem"));
        Optional<String> folder = properties
                .text("prefix")
                .or(() -> properties.text("folderPath"))
                .or(() -> properties.text("filePath"));
        return container
                .map(one -> " to " + one + folder.map(path -> "/" + path).orElse("") + " in "
                        + properties.text("storageAccountName").orElse("its store"))
                .orElse("");
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CHANGES;
    }

    @Override
    public Fencing fencing() {
        return Fencing.CONVERGENT;
    }

    @Override
    public Set<Side> touches() {
        return Set.of(side);
    }

    @Override
    public Duration timeout() {
        return Calls.PROPAGATION.plus(Duration.ofMinutes(15));
    }

    @Override
    public Presence observe(StepContext<DataShareSubscriber> at) {
        return Calls.look(() -> found(at).filter(this::isWhole).isPresent());
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareSubscriber> at) {
        return Calls.whileRolePropagates(at, () -> {
            SourceDataSet wanted = new SourceDataSet("", name, type, path);
            List<String> ids = at.on(side).sourceDataSets(subscription).stream()
                    .map(SourceDataSet::of)
                    .filter(one -> one.identity().equals(wanted.identity()))
                    .map(SourceDataSet::id)
                    .toList();
            if (ids.size() != 1) {
                return Outcome.failed("Subscription " + subscription + " on side " + side + " has " + ids.size()
                        + " datasets with the name " + name + ", the type " + type + " and the path " + path + ".");
            }
            // One that leads elsewhere, or to a dataset that was made anew, is taken away first: nothing says it can be
            // bent.
            if (found(at).filter(one -> !isWhole(one)).isPresent()) {
                at.on(side).deleteChild(subscription, SubscriptionChild.MAPPINGS, mapping);
            }
            JsonObject complete = JsonObject.parse(body).with("properties.dataSetId", ids.get(0));
            at.on(side).putChild(subscription, SubscriptionChild.MAPPINGS, mapping, complete);
            return Outcome.done();
        });
    }

    private Optional<Named> found(StepContext<DataShareSubscriber> at) {
        return at.on(side).child(subscription, SubscriptionChild.MAPPINGS, mapping);
    }

    private boolean isWhole(Named there) {
        return leadsTo(there, JsonObject.parse(body));
    }

    /** Whether a mapping is whole and leads where a body says; the dataset's id is another one in every region. */
    static boolean leadsTo(Named there, JsonObject wanted) {
        JsonObject properties = wanted.at("properties").orElseGet(JsonObject::empty);
        List<String> names = properties.names().stream()
                .filter(one -> !one.equals("dataSetId"))
                .toList();
        return there.property("dataSetMappingStatus").equals(Optional.of("Ok"))
                && wanted.text("kind").equals(Optional.of(there.kind()))
                && there.body()
                        .at("properties")
                        .orElseGet(JsonObject::empty)
                        .only(names)
                        .equals(properties.only(names));
    }
}
