package dev.tenantry.shared.web;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** {@code Forwarded} as RFC 7239 has it, and as those write it who would be somebody else. The last element is the trusted proxy's own. */
class ForwardedTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {"for=192.0.2.43|192.0.2.43",
        "For=\"[2001:DB8:cafe::17]:4711\"|2001:db8:cafe::17",
        "for=\"192.0.2.43:47011\";proto=https;by=203.0.113.43|192.0.2.43",
        "for=192.0.2.43, for=198.51.100.17|192.0.2.43, 198.51.100.17",
        "for=_hidden|[unknown", "for=unknown|[unknown", "proto=https|[unknown", "for=|[unknown",
        "for=\"_x:1\"|[unknown",
        "host=\"x;for=6.6.6.6\";for=192.0.2.43|192.0.2.43", "host=\"a\\\";for=6.6.6.6\";for=192.0.2.43|192.0.2.43",
        "for=6.6.6.6;for=192.0.2.43|[unknown", "for=\"6.6.6.6, for=192.0.2.43|[unknown, 192.0.2.43",
        "for=6.6.6.6;host=\", for=192.0.2.43|[unknown, 192.0.2.43", "for=010.0.0.1|[unknown",
        "for=\"fe80::1%eth0\"|fe80::1",
        "for=192.0.2.43;|192.0.2.43", "for=192.0.2.43 ; proto=http|192.0.2.43", "junk|[unknown"})
    void namesWhomTheProxyNames(String header, String addresses) {
        assertThat(ClientAddress.ofForwarded(elements(header))).isEqualTo(addresses);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = {"for=192.0.2.43;proto=https|https",
        "proto=https, for=192.0.2.43|none",
        "for=a;proto=https, for=b;proto=http|http"})
    void isAskedByTheProtocolThatTheLastProxyWasAskedBy(String header, String protocol) {
        assertThat(ClientAddress.protocol(elements(header))).isEqualTo(protocol);
    }

    /** Tomcat would read other networks in some of these than are read here. */
    @ParameterizedTest
    @ValueSource(strings = {"012.0.0.0/8", "10.0.0.0/8,127.1", "10.1.2.3/8", "0x0a000001", "proxy.example.test",
        "10.0.0.0/8,", "10.0.0.0/255.0.0.0",
        "10\\.\\d+\\.\\d+\\.\\d+"})
    void areNetworksOfProxiesAsAllReadThem(String trusted) {
        assertThatThrownBy(() -> ForwardedAddresses.check(trusted)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("trusted-proxies");
        assertThatNoException().isThrownBy(() -> ForwardedAddresses.check("10.0.0.0/8, 192.0.2.7,2001:db8::/32"));
    }

    private static List<String> elements(String header) {
        return Arrays.stream(header.split(",")).map(String::strip).toList();
    }
}
