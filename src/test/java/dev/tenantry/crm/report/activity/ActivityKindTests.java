package dev.tenantry.crm.report.activity;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ActivityKindTests {

    @ParameterizedTest
    @EnumSource
    void readsNoMoreThanAnAnswerHas(ActivityKind kind) {
        assertThat(kind.sql()).endsWith("group by 1, 2 limit :most");
    }
}
