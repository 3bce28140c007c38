package dev.tenantry.shared.database;

/** The roles that the application works as once it has started; none of them can pass row security. */
enum RunTimeRole {

    APP("tenantry_app"), AUTH("tenantry_auth"), ADMIN("tenantry_admin"), WORKER("tenantry_worker");

    private final String username;

    RunTimeRole(String username) {
        this.username = username;
    }

    String username() {
        return username;
    }
}
