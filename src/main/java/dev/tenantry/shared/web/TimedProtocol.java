package dev.tenantry.shared.web;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP over connections that nobody holds by saying little. The container starts a connection's time anew with each byte;
 * here what takes too long altogether is closed: a head that does not come to its end, and the rest of a body that nobody
 * wanted. Where connections run short, an address that has many of them loses those on which nothing is asked.
 *
 * <p>The container makes it by its name.
 */
public final class TimedProtocol extends Http11NioProtocol {

    private static final long SWEEP_MILLIS = 1_000;

    private final Set<TimedExchange> exchanges = Collections
            .synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private long longestNanos = Duration.ofMinutes(1).toNanos();
    private @Nullable ScheduledFuture<?> sweeping;

    void setLongestArrival(Duration longest) {
        longestNanos = longest.toNanos();
    }

    @Override
    protected Processor createProcessor() {
        var exchange = new TimedExchange(this, getAdapter());
        exchanges.add(exchange);
        return exchange;
    }

    @Override
    public void start() throws Exception {
        super.start();
        sweeping = getUtilityExecutor().scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (sweeping != null) {
            sweeping.cancel(false);
        }
        super.stop();
    }

    private void sweep() {
        var all = exchanges();
        all.stream().filter(exchange -> exchange.isLate(longestNanos)).forEach(TimedExchange::end);
        var connections = getEndpoint().getConnections();
        var most = getMaxConnections();
        if (most > 0 && connections.size() > most - most / 4) {
            makeRoom(connections, all, most / 4);
        }
    }

    private List<TimedExchange> exchanges() {
        synchronized (exchanges) {
            return List.copyOf(exchanges);
        }
    }

    /** @param share how many an address keeps in any case */
    private static void makeRoom(Set<SocketWrapperBase<NioChannel>> connections, List<TimedExchange> exchanges,
            int share) {
        var asked = exchanges.stream()
                .map(TimedExchange::connectionAtWork)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        connections.stream()
                .collect(Collectors.groupingBy(connection -> Objects.toString(connection.getRemoteAddr())))
                .values()
                .forEach(ofAddress -> ofAddress.stream()
                        .filter(connection -> !asked.contains(connection))
                        .limit(Math.max(0, ofAddress.size() - share))
                        .forEach(SocketWrapperBase::close));
    }
}
