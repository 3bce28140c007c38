package dev.tenantry.shared.tenancy;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Statements state the tenant's key as a parameter. */
class TenantSqlTests {

    @Test
    void theKeyIsAParameterAmongTheOthers() {
        var sql = TenantSql
                .of("update t set a = ? where organization_id = app.org_id() and b = ? and c in (app.org_id(), ?)");

        assertThat(sql.text()).isEqualTo("update t set a = ? where organization_id = ?  and b = ? and c in (? , ?)");
        assertThat(sql.keys()).containsExactly(2, 4);
        assertThat(IntStream.rangeClosed(1, 3).map(sql::place)).containsExactly(1, 3, 5);
    }

    @Test
    void aStatementThatDoesNotNameItIsWhatItWas() {
        var sql = TenantSql.of("select '?' where a = ? and b = ?");

        assertThat(sql.text()).isEqualTo("select '?' where a = ? and b = ?");
        assertThat(sql.keys()).isEmpty();
        assertThat(sql.place(2)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            select 'it''s ? app.org_id()' where a = ? and k = app.org_id() | 2
            select "a?b" where a = ? and k = app.org_id() | 2
            select $$ ? $$, $x$ ? $$ $x$ where a = ? and k = app.org_id() | 2
            select /* ? */ a where a = ? and k = app.org_id() | 2
            select a ?? 'b' where a = ? and k = app.org_id() | 2
            select a - 1, a / 2 where a = ? and k = app.org_id() | 2
            """, quoteCharacter = '`')
    void whatIsQuotedIsNoParameter(String written, int key) {
        var sql = TenantSql.of(written);

        assertThat(sql.keys()).containsExactly(key);
        assertThat(sql.place(1)).isOne();
    }

    @Test
    void aCommentEndsWithItsLine() {
        var sql = TenantSql.of("select -- why?\n a where k = app.org_id() and a = ?");

        assertThat(sql.keys()).containsExactly(1);
        assertThat(sql.place(1)).isEqualTo(2);
    }
}
