package dev.tenantry.isolation;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the documents are at hand: what there is of their relations is as they describe it. */
@IntegrationTest
@EnabledIf("documentsAreAtHand")
class ContractTests {

    private static final Path CHECK = Path.of("../shared/spec/check-contract");
    private static final List<String> BUILT = List.of("organizations", "organization_members", "organization_settings",
            "profiles", "roles", "permissions", "role_permissions", "user_roles", "teams", "team_members",
            "invitations", "user_profiles", "users", "sessions", "refresh_tokens", "one_time_tokens",
            "identities", "sso_providers", "sso_domains", "saml_providers", "saml_relay_states",
            "login_attempts", "mfa_factors", "mfa_challenges", "user_2fa_settings", "user_2fa_attempts",
            "trusted_devices", "security_alerts", "contacts", "opportunities", "crm_events", "projects", "tasks",
            "workflow_definitions",
            "workflow_versions", "workflow_triggers", "workflow_execution_logs", "workflow_execution_steps",
            "workflow_variables", "workflow_templates", "workflow_actions", "workflow_conditions", "automations",
            "automation_agents",
            "agent_execution_logs", "integrations", "api_integrations", "integration_usage_logs", "google_credentials",
            "webhook_events", "audit_logs", "audit_logs_enhanced", "audit_log_exports",
            "data_sensitivity_classifications", "debug_logs", "superadmin_logs", "admin_audit_log",
            "security_audit_logs", "api_keys",
            "quota_policies", "organization_quota_overrides",
            "rate_limit_config", "api_rate_limits", "quota_alerts", "api_usage_statistics", "rate_limit_tracking",
            "rate_limit_quota_usage", "ip_whitelist", "ip_access_log", "geo_restrictions", "security_events");
    /** Two documents disagree here: what is audited has numbers and UUIDs for ids, and text holds both. */
    private static final String DISAGREEMENT = "003 audit_logs.resource_id: type text, documented uuid";

    @Test
    void theDocumentsFindNothingAmissInWhatIsBuilt() throws Exception {
        var server = TestDatabase.server();
        var address = URI.create(server.url().substring("jdbc:".length()));
        var url = "postgresql://%s:%s@%s:%d%s".formatted(server.superuser(),
                URLEncoder.encode(server.superuserPassword(), StandardCharsets.UTF_8), address.getHost(),
                address.getPort(), address.getPath());

        var report = run("python3", CHECK.toString(), url, "--all");

        assertThat(report).isNotEmpty();
        assertThat(report.getLast()).startsWith("relations ");
        var missing = report.stream().filter(line -> line.contains(": no relation ")).toList();
        assertThat(report.subList(0, report.size() - 1)).filteredOn(line -> !missing.contains(line))
                .filteredOn(line -> !line.startsWith("pg_temp_")) // what tests beside this one have made for themselves
                .filteredOn(line -> !line.matches("function \\w+\\(\\) missing"))
                .containsExactly(DISAGREEMENT);
        assertThat(missing).noneMatch(
                line -> BUILT.stream().anyMatch(built -> line.matches("\\d+ \\w+: no relation \\w+\\." + built)));
    }

    static boolean documentsAreAtHand() throws InterruptedException {
        try {
            return Files.exists(CHECK) && !run("psql", "--version").isEmpty() && !run("python3", "--version").isEmpty();
        } catch (IOException absent) {
            return false;
        }
    }

    private static List<String> run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var lines = process.inputReader()) {
            var read = lines.readAllLines();
            process.waitFor();
            return read;
        }
    }
}
