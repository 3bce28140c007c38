package dev.tenantry.crm.calendar;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Operation.Channel;
import dev.tenantry.integrations.Operation.SendText;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.TenantWorker;

/** Sends reminders by the organization's integration. That it is attempted is committed before: what nobody knows the end of is not sent again. */
@Component
class ReminderTextWorker extends TenantWorker<ReminderTextClaim> {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int AT_ONCE = 16;

    private final ReminderAttempts attempts;
    private final Integrations integrations;

    ReminderTextWorker(ReminderTextQueue queue, ReminderAttempts attempts, Integrations integrations, Signals signals,
            MeterRegistry meters) {
        super(queue.work(), AT_ONCE, signals, POLL_INTERVAL, meters);
        this.attempts = attempts;
        this.integrations = integrations;
    }

    @Override
    protected void work(ReminderTextClaim claim) {
        if (attempts.begin(claim)) {
            attempts.end(claim, ask(claim));
        }
    }

    @Override
    protected void giveUp(ReminderTextClaim claim) {
        attempts.giveUp(claim);
    }

    private Answer ask(ReminderTextClaim claim) {
        return integrations.findFor(SendText.class)
                .map(integration -> integrations.ask(integration,
                        new SendText(Channel.WHATSAPP, claim.address(), claim.text()), "reminder_" + claim.id(),
                        PATIENCE))
                .orElseGet(() -> Answer.failed("no integration is connected that sends WhatsApp messages", true));
    }
}
