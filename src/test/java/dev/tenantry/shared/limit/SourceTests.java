package dev.tenantry.shared.limit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.shared.network.IpAddress;

import static org.assertj.core.api.Assertions.assertThat;

class SourceTests {

    @ParameterizedTest
    @CsvSource({"2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8::1, 2001:0db8:0:0:7::",
        "::ffff:192.0.2.1, 192.0.2.1", "::ffff:c000:201, 192.0.2.1"})
    void isOneWhateverTheAddress(String one, String other) {
        assertThat(source(one)).isEqualTo(source(other));
    }

    @ParameterizedTest
    @CsvSource({"2001:db8:1:2::1, 2001:db8:1:3::1", "192.0.2.1, 192.0.2.2", "192.0.2.1, 2001:db8::1"})
    void isAnother(String one, String other) {
        assertThat(source(one)).isNotEqualTo(source(other));
    }

    @Test
    void isTheSameForAllWhoseAddressIsNotKnown() {
        assertThat(Source.of(null)).isEqualTo(Source.of(null)).isNotEqualTo(source("192.0.2.1"));
    }

    private static String source(String address) {
        return Source.of(IpAddress.parse(address));
    }
}
