package dev.tenantry.integrations.connection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.vault.TenantSecrets;

/** An integration's credentials as they are kept: each encrypted for its one place. */
@Component
class Credentials {

    private final TenantSecrets secrets;

    Credentials(TenantSecrets secrets) {
        this.secrets = secrets;
    }

    Map<String, String> seal(UUID integration, Map<String, Secret> credentials) {
        var sealed = new LinkedHashMap<String, String>();
        credentials.forEach((name, secret) -> sealed.put(name, secrets.seal(purpose(integration, name), secret)));
        return sealed;
    }

    Map<String, Secret> open(UUID integration, Map<String, String> sealed) {
        var credentials = new LinkedHashMap<String, Secret>();
        sealed.forEach((name, value) -> credentials.put(name, secrets.open(purpose(integration, name), value)));
        return credentials;
    }

    private static String purpose(UUID integration, String name) {
        return "integrations/" + integration + "/" + name;
    }
}
