package dev.tenantry.shared.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.HookReceiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

class EgressGuardTests {

    private static final EgressGuard STRICT = guard(false, false, Set.of());
    private static final EgressGuard HTTP = guard(true, false, Set.of());

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254",
        "127.0.0.1", "127.255.255.254", "169.254.169.254", "169.254.0.1", "172.16.0.1", "172.31.255.255", "192.0.0.170",
        "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.7",
        "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1",
        "64:ff9b:1::1", "100::1", "2001::1", "2001:10::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1", "3fff::1",
        "5f00::1", "fc00::1", "fd00:ec2::254", "fd12:3456:789a::1", "fe80::1", "fec0::1", "ff02::1"})
    void refusesWhatIsNotPublic(String address) {
        assertThat(PublicAddresses.contain(InetAddress.ofLiteral(address))).isFalse();
        assertThatThrownBy(() -> STRICT.resolve(address)).isInstanceOf(EgressGuard.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1",
        "126.255.255.255", "128.0.0.1", "169.253.255.255", "169.255.0.1", "172.15.255.255", "172.32.0.1", "192.0.1.1",
        "192.167.255.255", "192.169.0.1", "198.17.255.255", "198.20.0.1", "223.255.255.255", "::ffff:8.8.8.8",
        "2001:4860:4860::8888", "2606:4700::1111", "2a00:1450:4001::1", "2003::1"})
    void letsPublicAddressesPass(String address) throws Exception {
        assertThat(PublicAddresses.contain(InetAddress.ofLiteral(address))).isTrue();
        assertThat(STRICT.resolve(address)).containsExactly(InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]",
        "localhost."})
    void connectsToNothingPrivateHoweverItIsSpelled(String host) throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var client = client(guard(true, false, Set.of()));
            var url = URI.create("http://" + host + ":" + listener.getLocalPort() + "/");

            assertThatThrownBy(() -> client.ask(EgressRequest.get(url, Map.of()).within(Duration.ofSeconds(2))))
                    .isInstanceOf(IOException.class);

            listener.setSoTimeout(50);
            assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
            client.close();
        }
    }

    @Test
    void letsAHostPassThatIsAllowedByName() throws Exception {
        assertThat(guard(false, false, Set.of("localhost")).resolve("LocalHost")).isNotEmpty();
        assertThat(guard(false, true, Set.of()).resolve("127.0.0.1")).isNotEmpty();
        assertThatThrownBy(() -> guard(false, false, Set.of("other")).resolve("localhost"))
                .isInstanceOf(EgressGuard.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/", "http://app.localhost:8080/", "http://127.0.0.1/x", "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://10.1.2.3:9200/",
        "http://[::ffff:192.168.0.1]/", "http://0.0.0.0/", "https://user:word@example.test/", "https:///nowhere",
        "http://exa mple.test/", "http://example.test:0/", "http://example.test:70000/",
        "http://[2606:4700::1111%25eth0]/", "http://[2606:4700::1111%1]/"})
    void saysSoWhenTheWorkflowIsAuthoredAlready(String url) {
        assertThat(HTTP.fault(url)).isNotNull();
    }

    /** Some read these as other addresses than others do; a name is none of them. */
    @ParameterizedTest
    @ValueSource(strings = {"https://0177.0.0.1", "https://012.0.0.1/x", "https://010.8.8.8", "https://127.1",
        "https://8.8.8", "https://134744072",
        "https://0x8080808", "https://8.8.8.0x8", "https://8.8.8.8.", "https://[::8.8.8.8]"})
    void takesNoAddressThatIsReadInSeveralWays(String url) {
        assertThat(STRICT.fault(url)).isNotNull();
        assertThat(guard(true, true, Set.of()).fault(url)).isNotNull();
        var host = url.substring("https://".length()).split("/", 2)[0];
        assertThatThrownBy(() -> STRICT.resolve(host)).isInstanceOf(EgressGuard.Refused.class)
                .hasMessageContaining("all read alike");
    }

    /** Whoever tries names learns of none that it is there: not by what is told, nor by what is done about it. */
    @Test
    void tellsNoNameOfAnAddressInsideFromOneThatThereIsNot() throws Exception {
        var inside = InetAddress.getLocalHost();
        assumeThat(PublicAddresses.contain(inside)).isFalse();

        assertThat(Stream.of("nowhere.invalid", inside.getHostName()))
                .allSatisfy(host -> assertThatThrownBy(() -> STRICT.resolve(host))
                        .isExactlyInstanceOf(UnknownHostException.class)
                        .satisfies(failure -> assertThat(NetworkFailure.reason((Exception) failure))
                                .isEqualTo(NetworkFailure.UNKNOWN)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.test/hook?x=1", "http://8.8.8.8/", "https://[2606:4700::1111]:8443/"})
    void findsNoFaultWithPublicUrls(String url) {
        assertThat(HTTP.fault(url)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.test/", "http://8.8.8.8/", "ftp://example.test/", "HTTP://example.test",
        "file:///etc/passwd", "gopher://example.test/", "//example.test/", "example.test"})
    void asksByHttpsAlone(String url) throws Exception {
        var client = client(STRICT);

        assertThat(STRICT.fault(url)).isNotNull();
        assertThatThrownBy(() -> client.ask(EgressRequest.get(URI.create(url), Map.of())))
                .isInstanceOf(EgressGuard.Refused.class);
        client.close();
    }

    @Test
    void readsNoMoreThanItWasToldAndFollowsNothing() throws Exception {
        try (var server = new HookReceiver()) {
            var client = client(guard(false, false, Set.of("localhost")));
            server.answerWith(exchange -> {
                exchange.getResponseHeaders().set("Location", server.url("/elsewhere"));
                exchange.getResponseHeaders().set("Retry-After", "7");
                HookReceiver.answer(exchange, 307, "12345");
            });

            var answer = client.ask(EgressRequest.get(URI.create(server.url("/")), Map.of()).readingAtMost(4));

            assertThat(answer).isEqualTo(new EgressAnswer(307, "1234", true, false, "7"));
            assertThat(server.deliveries()).hasSize(1);
            client.close();
        }
    }

    private static EgressClient client(EgressGuard guard) {
        return new EgressClient(guard, new Circuits(new CircuitSettings(5, Duration.ofSeconds(30),
                Duration.ofMinutes(10)), Clock.systemUTC(), new SimpleMeterRegistry()));
    }

    private static EgressGuard guard(boolean allowHttp, boolean allowPrivate, Set<String> allowedHosts) {
        return new EgressGuard(new EgressSettings(allowHttp, allowPrivate, allowedHosts));
    }
}
