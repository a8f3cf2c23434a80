package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import java.util.List;
import java.util.Set;

/** A namespace whose one type is created by whatever form of operation the test picks. */
final class WidgetProvider implements ArmProvider {
    static final String TYPE = "Test.Widgets/widgets";
    static final ArmType WIDGETS = new ArmType("widgets", List.of("2021-08-01"), Set.of("eastus2", "centralus"));

    private final ResourceManager arm;
    private final OperationForm form;

    WidgetProvider(ResourceManager arm, OperationForm form) {
        this.arm = arm;
        this.form = form;
    }

    @Override
    public String namespace() {
        return "Test.Widgets";
    }

    @Override
    public List<ArmType> types() {
        return List.of(WIDGETS);
    }

    @Override
    public ArmRoutes routes() {
        String one = ArmRoutes.IN_GROUP + TYPE + "/{name}";
        return new ArmRoutes()
                .on("PUT", one, this::put)
                .on(
                        "GET",
                        one,
                        call -> SimResponse.json(
                                200, arm.resources().get(call.path()).body().toString()))
                .on(
                        "GET",
                        ArmRoutes.IN_SUBSCRIPTION + TYPE,
                        call -> arm.page(
                                call,
                                arm
                                        .resources()
                                        .ofType("/subscriptions/" + call.parameter("subscription"), TYPE)
                                        .stream()
                                        .map(ArmResource::body)
                                        .toList()));
    }

    @Override
    public void finished(ArmOperation operation) {
        arm.resources().find(operation.resourceId()).ifPresent(widget -> arm.resources()
                .put(widget.with("properties.provisioningState", operation.status())));
    }

    private SimResponse put(ArmCall call) {
        String region = arm.requireLocation(call, namespace(), WIDGETS);
        Json body = Json.object()
                .with("id", call.path())
                .with("name", call.parameter("name"))
                .with("location", region)
                .with("properties.provisioningState", "Creating");
        ArmResource widget = arm.resources().put(new ArmResource(call.path(), region, body));
        ArmOperation operation = arm.operations().start(call, namespace(), OperationStart.of("create", widget, form));
        return form == OperationForm.PROVISIONING_STATE
                ? arm.operations().created(call, operation, 201, body)
                : arm.operations().accepted(call, operation);
    }
}
