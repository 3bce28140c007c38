package dev.tenantry.audit.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.tenantry.audit.logs.AuditLogResponse;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.support.ExpectedFailures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SinkTransportsTests {

    @Test
    void aTypeWithoutATransportStopsTheStart() {
        var some = new ArrayList<>(broken());
        some.removeLast();

        assertThatThrownBy(() -> new SinkTransports(some)).hasMessageContaining("no transport of");
        some.add(some.getFirst());
        assertThatThrownBy(() -> new SinkTransports(some)).hasMessageContaining("several transports of");
    }

    @Test
    void whatATransportBreaksOnIsAFailure() {
        var transports = new SinkTransports(broken());
        try (var expected = ExpectedFailures.loggedBy(SinkTransports.class.getName())) {
            var failure = transports.send(
                    new SinkTarget(UUID.randomUUID(), SinkType.SYSLOG, "tls://logs.example", null, null), List.of());

            assertThat(SinkTestResponse.of(failure)).isEqualTo(
                    new SinkTestResponse(false, "the entries cannot be sent: the fault is ours"));
            assertThat(expected.count()).isEqualTo(1);
        }
    }

    private static List<SinkTransport> broken() {
        return Stream.of(SinkType.values()).<SinkTransport>map(Broken::new).toList();
    }

    private record Broken(SinkType type) implements SinkTransport {

        @Override
        public List<FieldError> faults(AuditSinkRequest request, boolean hasToken) {
            return List.of();
        }

        @Override
        public void send(SinkTarget target, List<AuditLogResponse> entries) {
            throw new IllegalStateException("nobody has thought of this");
        }
    }
}
