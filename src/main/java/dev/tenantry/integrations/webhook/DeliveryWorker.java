package dev.tenantry.integrations.webhook;

import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.WebhookSignature;
import dev.tenantry.shared.http.Deferred;
import dev.tenantry.shared.http.EgressAnswer;
import dev.tenantry.shared.http.EgressClient;
import dev.tenantry.shared.http.EgressRequest;
import dev.tenantry.shared.http.EgressUrl;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.text.Texts;
import dev.tenantry.shared.work.QueueWorker;
import dev.tenantry.shared.work.Signals;

/** Sends deliveries that are due. A slow endpoint has only so many of the places. */
@Component
class DeliveryWorker extends QueueWorker<DeliveryClaim> {

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final int SHOWN = 1000;

    private final DeliveryStore store;
    private final EgressClient client;
    private final WebhookSettings settings;
    private final Clock clock;

    DeliveryWorker(DeliveryQueue queue, DeliveryStore store, EgressClient client, Signals signals,
            WebhookSettings settings, Clock clock, MeterRegistry meters) {
        super(queue.work(), signals, settings.pollInterval(), meters);
        this.store = store;
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public int room() {
        return settings.concurrency() - queue().held().size();
    }

    /** Endpoints that have as many places as they get. */
    @Override
    public Object[] among() {
        var places = queue().held()
                .stream()
                .collect(Collectors.groupingBy(DeliveryClaim::endpointId, Collectors.counting()));
        places.values().removeIf(count -> count < settings.perEndpoint());
        return new Object[]{places.keySet().toArray(UUID[]::new)};
    }

    @Override
    public void carryOut(DeliveryClaim claim) {
        new TenantContext(claim.organizationId(), null)
                .run(() -> store.find(claim).ifPresent(sending -> send(claim, sending)));
    }

    @Override
    public void park(DeliveryClaim claim) {
        new TenantContext(claim.organizationId(), null).run(() -> store.refuse(claim,
                "the instance that sent this stopped or died " + claim.losses() + " times"));
    }

    private void send(DeliveryClaim claim, Sending sending) {
        var objection = sending.objection();
        if (objection == null) {
            send(claim, sending, clock.instant());
        } else {
            store.refuse(claim, objection);
        }
    }

    private void send(DeliveryClaim claim, Sending sending, Instant now) {
        try {
            store.settle(claim, sending, attempt(sending, now));
        } catch (Deferred deferred) {
            store.defer(claim, deferred.reason(), deferred.pause());
        }
    }

    private Sending.Outcome attempt(Sending sending, Instant startedAt) throws Deferred {
        var began = System.nanoTime();
        try {
            var answer = client.ask(request(sending, startedAt));
            log.debug("message {} of a webhook was answered with {}", sending.messageId(), answer.status());
            return new Sending.Outcome(startedAt, since(began), answer.status(), shown(answer),
                    answer.isSuccess() ? null : "the receiver answered " + answer.status(), answer.retryAfter());
        } catch (URISyntaxException _) {
            return new Sending.Outcome(startedAt, since(began), null, null, "this is not a URL", null);
        } catch (Deferred deferred) {
            throw deferred;
        } catch (IOException failure) {
            return new Sending.Outcome(startedAt, since(began), null, null,
                    Texts.shown("the delivery failed: " + failure.getMessage(), SHOWN), null);
        }
    }

    private EgressRequest request(Sending sending, Instant now) throws URISyntaxException {
        var headers = WebhookSignature.headers(sending.secrets(), sending.messageId(), now, sending.body());
        return EgressRequest
                .post(EgressUrl.parse(sending.url()), headers, EgressRequest.Body.json(sending.body()))
                .from("Tenantry-Webhooks/1")
                .within(settings.timeout());
    }

    private static int since(long began) {
        return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    /** The database's texts hold every character but U+0000. */
    private static String shown(EgressAnswer answer) {
        return Texts.shown(answer.body().replace("\u0000", ""), SHOWN);
    }
}
