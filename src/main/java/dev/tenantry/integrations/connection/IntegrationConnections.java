package dev.tenantry.integrations.connection;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.integrations.Operation;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;

/** Tests and connects: the other side is asked in no transaction, what came of it is written in one. */
@Component
class IntegrationConnections {

    private final IntegrationService integrations;
    private final OfferedIntegrations offered;
    private final IntegrationCalls calls;
    private final TestMessages messages;
    private final Clock clock;

    IntegrationConnections(IntegrationService integrations, OfferedIntegrations offered, IntegrationCalls calls,
            TestMessages messages, Clock clock) {
        this.integrations = integrations;
        this.offered = offered;
        this.calls = calls;
        this.messages = messages;
        this.clock = clock;
    }

    /** @throws ProblemException 422 where a recipient is stated who is not to be written to, 429 where there were many */
    TestResponse test(UUID id, TestRequest request) {
        if (request.recipient() != null) {
            messages.charge(request.recipient());
            messages.begin(integrations.get(id).id(), request.recipient());
        }
        var begun = clock.instant();
        var answer = calls.test(id, new Operation.Test(request.recipient()));
        return new TestResponse(answer.isSuccess(), answer.status() == 0 ? null : answer.status(), answer.error(),
                Duration.between(begun, clock.instant()).toMillis());
    }

    /** @throws ProblemException 409 where the other side does not take it, or it is another one by then */
    IntegrationResponse connect(UUID id, IfMatch ifMatch) {
        var tested = integrations.get(id);
        ifMatch.check(() -> tested);
        var answer = calls.test(id, new Operation.Test(null));
        if (!answer.isSuccess()) {
            throw ProblemException.conflict("the integration cannot be connected: " + answer.error());
        }
        return offered.connect(id, tested.version(), ifMatch);
    }
}
