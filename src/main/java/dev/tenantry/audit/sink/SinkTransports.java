package dev.tenantry.audit.sink;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.stereotype.Component;

/** The ways that there are, by the type of sink. */
@Component
class SinkTransports {

    private final Map<SinkType, SinkTransport> byType = new EnumMap<>(SinkType.class);

    SinkTransports(List<SinkTransport> transports) {
        transports.forEach(transport -> byType.put(transport.type(), transport));
    }

    SinkTransport of(SinkType type) {
        return Objects.requireNonNull(byType.get(type));
    }
}
