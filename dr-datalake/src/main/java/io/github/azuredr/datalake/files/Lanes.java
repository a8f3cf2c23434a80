package io.github.azuredr.datalake.files;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Runs tasks side by side, at most so many, and hands the first unexpected throwable to whoever submits or waits. */
final class Lanes {
    private final Executor executor;
    private final int width;
    private final Semaphore free;
    private final AtomicReference<Throwable> broken = new AtomicReference<>();

    Lanes(Executor executor, int width) {
        this.executor = executor;
        this.width = width;
        this.free = new Semaphore(width);
    }

    void submit(Runnable task) {
        throwIfBroken();
        free.acquireUninterruptibly();
        boolean handedOver = false;
        try {
            executor.execute(() -> {
                try {
                    if (broken.get() == null) {
                        task.run();
                    }
                } catch (Throwable unexpected) {
                    broken.compareAndSet(null, unexpected);
                } finally {
                    free.release();
                }
            });
            handedOver = true;
        } finally {
            if (!handedOver) {
                free.release();
            }
        }
        throwIfBroken();
    }

    /** Waits until nothing runs. */
    void drain() {
        free.acquireUninterruptibly(width);
        free.release(width);
        throwIfBroken();
    }

    /** Waits until nothing runs, whatever happened. */
    void settle() {
        free.acquireUninterruptibly(width);
        free.release(width);
    }

    private void throwIfBroken() {
        Throwable first = broken.get();
        if (first instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (first instanceof Error error) {
            throw error;
        }
    }
}
