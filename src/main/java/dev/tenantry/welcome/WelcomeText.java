package dev.tenantry.welcome;

import org.jspecify.annotations.Nullable;

/**
 * What the welcome says.
 *
 * @param address    where the application answers: {@code http://localhost:8080}
 * @param dataFolder of the embedded PostgreSQL; null: it is an external one
 * @param demo       null: nothing to tell; the administrator likewise
 */
record WelcomeText(
        String address,
        @Nullable String dataFolder,
        @Nullable SignIn demo,
        @Nullable SignIn administrator) {

    String render() {
        var text = new StringBuilder("\n  Tenantry is ready. The API, to browse and try: ").append(address)
                .append("/docs\n");
        if (demo != null) {
            text.append("\n  A demo organization is there to look at. Its sign-in, which is told this once:\n")
                    .append(line(demo))
                    .append(call(demo));
        }
        if (administrator != null) {
            text.append("\n  The super admin, for everything under /admin, told this once as well:\n")
                    .append(line(administrator));
        }
        if (dataFolder != null) {
            text.append("\n  The data is in ")
                    .append(dataFolder)
                    .append(", in a PostgreSQL of its own. To use another one, set SPRING_DATASOURCE_URL,\n")
                    .append("  SPRING_DATASOURCE_USERNAME, SPRING_DATASOURCE_PASSWORD and TENANTRY_SECRET:\n")
                    .append("  src/docs/guides/deployment.md tells how.\n");
        }
        return text.toString();
    }

    private static String line(SignIn signIn) {
        return "      " + signIn.email() + "   " + signIn.password().value() + "\n";
    }

    private String call(SignIn signIn) {
        return """

                  To sign in, and see what its pipeline holds:
                TOKEN=$(curl -s '%1$s/auth/v1/token?grant_type=password' -H 'Content-Type: application/json' \\
                  -d '{"email":"%2$s","password":"%3$s"}' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                curl -s %1$s/api/v1/opportunities/summary -H "Authorization: Bearer $TOKEN"
                """.formatted(address, signIn.email(), signIn.password().value());
    }
}
