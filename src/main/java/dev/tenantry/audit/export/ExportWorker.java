package dev.tenantry.audit.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.TenantWorker;

/** Writes exports on this instance. When it is stopped, each goes on from its last part, here or elsewhere. */
@Component
class ExportWorker extends TenantWorker<ExportClaim> {

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final int AT_ONCE = 2;

    private final ExportLifecycle lifecycle;

    ExportWorker(ExportQueue queue, ExportLifecycle lifecycle, Signals signals, MeterRegistry meters) {
        super(queue.work(), AT_ONCE, signals, POLL, meters);
        this.lifecycle = lifecycle;
    }

    @Override
    protected void giveUp(ExportClaim claim) {
        lifecycle.fail(claim, "the instance that wrote it stopped or died " + claim.losses() + " times");
    }

    @Override
    protected void work(ExportClaim claim) {
        try {
            while (lifecycle.step(claim)) {
                if (!isRunning()) {
                    queue().release(claim, Duration.ZERO);
                    return;
                }
            }
        } catch (ProblemException problem) {
            lifecycle.fail(claim, problem.detail());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
