package dev.tenantry.shared.http;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EgressPathTests {

    @ParameterizedTest
    @ValueSource(strings = {"//host", "/..", "/../x", "..", ".", "a/..", "a/./b", "/a/..?x=1", "/..%2f", "/..%2Fadmin",
        "/%2e%2e/x",
        "/.%2e/x", "/%2E%2E%2Fx", "/a%2f..", "/a%2f%2e", "/%2f/host", "%2f%2fhost", "/%2fhost", "/a\\b", "/a%5cb",
        "/..%5c..", "/..;/x",
        "/..;a=b/x", "/%2e%2e%3b/x", "/..%252f", "/%252e%252e%252fx", "/%25252e%25252e/x", "/%255c", "/%c0%ae%c0%ae/x",
        "/a%",
        "/a%2", "/a%zz", "/a b", "/a#b", "/a?b#c", "/a?b c", "/100%25/..%252fx"})
    void leadsElsewhere(String path) {
        assertThat(EgressPath.staysBelow(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "?x=1", "/people/7", "people/7?dry=1", "/people/{id}", "/a%2Fb%3Fc%3D1",
        "/v1.0/..x/x../.well-known",
        "/100%25", "/100%2525", "/a%23b%20c", "/a//b", "/a?next=/../b", "/%C3%A4", "/a;v=1/b", "/mail/a%40b"})
    void staysBelow(String path) {
        assertThat(EgressPath.staysBelow(path)).isTrue();
    }
}
