package io.github.azuredr.testkit.azure.arm;

/** The ways in which Azure tells a client how a long-running operation goes on. */
public enum OperationForm {
    /** {@code Azure-AsyncOperation} names a status resource: always 200, the state is {@code status} in the body. */
    ASYNC_OPERATION,

    /** Both headers: the status resource, and {@code Location} for the result once the status is final. */
    ASYNC_OPERATION_AND_LOCATION,

    /** {@code Location} is answered 202 until it is answered 200 with the resource, or 204, or with an error. */
    LOCATION,

    /** No operation to poll: the resource itself carries {@code properties.provisioningState}. */
    PROVISIONING_STATE,

    /** {@code Location} is always answered 200, also on failure: the state is {@code status} in the body. */
    BODY_STATUS
}
