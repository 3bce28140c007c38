package dev.tenantry.crm.contact;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.text.TelephoneNumber;

/** What a contact has several of. */
final class Several {

    /** As many as a contact may have. */
    static final int MOST = 20;

    static final StatedSeveral<ContactEmail> EMAILS = new StatedSeveral<>("email", "emails", "address",
            ContactEmail::address, EmailAddress::canonical, ContactEmail::label, ContactEmail::primary,
            (former, address) -> new ContactEmail(address, former == null ? null : former.label(), true));
    static final StatedSeveral<ContactPhone> PHONES = new StatedSeveral<>("phone", "phones", "number",
            ContactPhone::number, TelephoneNumber::key, ContactPhone::label, ContactPhone::primary,
            (former, number) -> new ContactPhone(number, former == null ? null : former.label(), true, null, null,
                    null));

    private Several() {}
}
