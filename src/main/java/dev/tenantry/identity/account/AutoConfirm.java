package dev.tenantry.identity.account;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.EmbeddedDatabase;

/** Whether a new e-mail address is taken to be its owner's without a mail that proves it. */
@Component
@EnableConfigurationProperties(AccountSettings.class)
public class AutoConfirm {

    private final boolean isOn;

    AutoConfirm(AccountSettings settings, ObjectProvider<EmbeddedDatabase> embedded) {
        var configured = settings.autoConfirm();
        this.isOn = configured == null ? embedded.getIfAvailable() != null : configured;
    }

    public boolean isOn() {
        return isOn;
    }
}
