package dev.tenantry.notification.consent;

import java.time.Instant;

import org.springframework.stereotype.Component;

import dev.tenantry.notification.ConsentJournal;
import dev.tenantry.notification.ContactChannel;

@Component
class GivenConsents implements ConsentJournal {

    private final ConsentService consents;

    GivenConsents(ConsentService consents) {
        this.consents = consents;
    }

    @Override
    public void granted(ContactChannel channel, String address, String text, String source, Instant decidedAt) {
        consents.create(new ConsentRequest(channel, address, ConsentDecision.GRANTED, ConsentPurpose.MARKETING, text,
                source, decidedAt));
    }
}
