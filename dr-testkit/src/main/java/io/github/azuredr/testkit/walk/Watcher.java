package io.github.azuredr.testkit.walk;

/** Stands beside a process and is told of each moment before and after it; what it throws, the process feels. */
interface Watcher {
    Watcher NONE = new Watcher() {
        @Override
        public void before(Moment moment) {}

        @Override
        public void after(Moment moment) {}
    };

    /** It is about to happen. */
    void before(Moment moment);

    /** It happened, also when it failed; its answer has not arrived yet. */
    void after(Moment moment);
}
