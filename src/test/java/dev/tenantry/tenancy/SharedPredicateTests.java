package dev.tenantry.tenancy;

import java.sql.SQLException;
import java.util.ArrayList;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What is asked at each request is said once, and costs as much as where it stood in the queries that ask. */
@IntegrationTest
class SharedPredicateTests {

    @ParameterizedTest
    @ValueSource(strings = {
        "select array(select g.name from app.granted_permissions(m.organization_id, m.user_id) as g) from organization_members m",
        "select 1 from organization_members m where exists (select from app.identities_at(m.organization_id, m.user_id))",
        "select app.account_active(u.is_active, u.deleted_at, u.banned_until) from auth.users u",
        "select app.address_allowed(p.allowed_email_domains, u.email, u.email_confirmed_at) from auth.users u, sign_in_policies p"})
    void isReadIntoTheQueriesThatAsk(String query) throws SQLException {
        var plan = new ArrayList<String>();
        try (var connection = TestDatabase.server().connectAsOwner(); var statement = connection.createStatement()) {
            statement.execute("set role tenantry_provisioner");
            try (var lines = statement.executeQuery("explain (verbose) " + query)) {
                while (lines.next()) {
                    plan.add(lines.getString(1));
                }
            }
        }

        assertThat(plan).isNotEmpty()
                .noneMatch(line -> line.contains("Function Scan")
                        || line.matches(
                                ".*app\\.(granted_permissions|identities_at|account_active|address_allowed).*"));
    }
}
