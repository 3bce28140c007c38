package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Semaphore;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.TenantWorker;

/** Reminds of what is due, on whatever instance looks first. */
@Component
class ReminderWorker extends TenantWorker<ReminderClaim> {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
    private static final int AT_ONCE = 64;
    /** However many are held: requests share their connections with it. */
    private static final int TRANSACTIONS = 8;
    /** In one transaction: a wave is of many that are due within a moment, and each by itself would wait for the disk. */
    private static final int TOGETHER = 16;

    private final ReminderRound round;
    private final Semaphore transactions = new Semaphore(TRANSACTIONS, true);

    ReminderWorker(ReminderQueue queue, ReminderRound round, Signals signals, MeterRegistry meters) {
        super(queue.work(), AT_ONCE, signals, POLL_INTERVAL, meters);
        this.round = round;
    }

    /** Of one organization and, where it is private, of one owner. What a holder has not survived before is alone. */
    @Override
    public Collection<List<ReminderClaim>> groups(List<ReminderClaim> claims) {
        var groups = new ArrayList<List<ReminderClaim>>();
        var open = new LinkedHashMap<Object, List<ReminderClaim>>();
        for (var claim : claims) {
            var group = claim.losses() > 0
                    ? new ArrayList<ReminderClaim>()
                    : open.computeIfAbsent(claim.context(), _ -> new ArrayList<>());
            group.add(claim);
            if (group.size() == 1) {
                groups.add(group);
            } else if (group.size() == TOGETHER) {
                open.remove(claim.context());
            }
        }
        return groups;
    }

    /** What one of them makes fail is begun anew with each by itself. */
    @Override
    public List<ReminderClaim> together(List<ReminderClaim> group) {
        if (group.size() == 1) {
            return group;
        }
        try {
            group.getFirst().context().run(() -> remind(group));
            return List.of();
        } catch (RuntimeException _) {
            return group;
        }
    }

    @Override
    protected void work(ReminderClaim claim) {
        remind(List.of(claim));
    }

    private void remind(List<ReminderClaim> claims) {
        transactions.acquireUninterruptibly();
        try {
            round.remind(claims);
        } finally {
            transactions.release();
        }
    }

    @Override
    protected void giveUp(ReminderClaim claim) {
        round.giveUp(claim);
    }
}
