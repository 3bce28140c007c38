package dev.tenantry.tenancy;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The country of the current organization, whose telephone numbers people write without its code. Read once in a transaction. */
@Component
public class HomeRegion {

    private final Localizations localizations;

    HomeRegion(Localizations localizations) {
        this.localizations = localizations;
    }

    private record Known(@Nullable String region) {}

    /** ISO 3166; null where neither the organization's settings nor their locale say one. Needs a transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable String current() {
        if (TransactionSynchronizationManager.getResource(Known.class) instanceof Known(var region)) {
            return region;
        }
        var read = new Known(localizations.ofOrganization().region());
        TransactionSynchronizationManager.bindResource(Known.class, read);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(Known.class);
            }
        });
        return read.region;
    }
}
