package io.github.azuredr.examples;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.datashare.resource.AccountId;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.Quota;
import io.github.azuredr.datashare.resource.RoleAssignment;
import io.github.azuredr.datashare.resource.ShareChild;
import io.github.azuredr.error.RecoveryException;
import java.util.List;
import java.util.Optional;

/** A provider's account as a recording shows it: it answers what was recorded, and does nothing. */
record RecordedAccount(Recording recording, AccountId id) implements DataShareAccount {

    @Override
    public Optional<JsonObject> address(String consumer) {
        return Optional.empty();
    }

    @Override
    public Optional<String> groupRegion() {
        return recording.resource(id.groupPath()).flatMap(group -> group.body().text("location"));
    }

    @Override
    public Optional<Named> account() {
        return recording.resource(id.path());
    }

    @Override
    public List<Named> shares() {
        return recording.list(id.path() + "/shares").orElseThrow(() -> missing("GET " + id.path() + "/shares"));
    }

    @Override
    public Optional<Named> share(String name) {
        return recording.resource(id.path() + "/shares/" + name);
    }

    /** Datasets and schedules are what is mirrored: without them the plan would be wrong; the others may be missing. */
    @Override
    public List<Named> children(String share, ShareChild what) {
        String path = id.path() + "/shares/" + share + "/" + what.segment();
        Optional<List<Named>> found = recording.list(path);
        if (found.isEmpty() && (what == ShareChild.DATA_SETS || what == ShareChild.SCHEDULES)) {
            throw missing("GET " + path);
        }
        return found.orElse(List.of());
    }

    @Override
    public Optional<Named> child(String share, ShareChild what, String name) {
        return recording.resource(id.path() + "/shares/" + share + "/" + what.segment() + "/" + name);
    }

    @Override
    public List<JsonObject> synchronizations(String share) {
        return List.of();
    }

    @Override
    public String registration(String subscriptionId) {
        throw nothingIsSent();
    }

    @Override
    public void register(String subscriptionId) {
        throw nothingIsSent();
    }

    @Override
    public Named createAccount(JsonObject body) {
        throw nothingIsSent();
    }

    @Override
    public boolean hasRole(RoleAssignment role) {
        throw nothingIsSent();
    }

    @Override
    public void assign(RoleAssignment role) {
        throw nothingIsSent();
    }

    @Override
    public Optional<Quota> putShare(String name, JsonObject body) {
        throw nothingIsSent();
    }

    @Override
    public Optional<Quota> putChild(String share, ShareChild what, String name, JsonObject body) {
        throw nothingIsSent();
    }

    @Override
    public void revoke(String share, String subscription) {
        throw nothingIsSent();
    }

    @Override
    public void reinstate(String share, String subscription) {
        throw nothingIsSent();
    }

    private static RecoveryException missing(String call) {
        return new RecoveryException("The recording lacks " + call + ".", "record it, with all its pages.");
    }

    private static IllegalStateException nothingIsSent() {
        return new IllegalStateException("A recording is read only: nothing is sent from here");
    }
}
