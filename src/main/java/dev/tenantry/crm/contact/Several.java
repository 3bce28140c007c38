package dev.tenantry.crm.contact;

import java.util.function.UnaryOperator;

import dev.tenantry.shared.mail.EmailAddress;

/** What a contact has several of. */
final class Several {

    /** As many as a contact may have. */
    static final int MOST = 20;

    static final StatedSeveral<ContactEmail> EMAILS = new StatedSeveral<>("email", "emails", "address",
            ContactEmail::address, EmailAddress::canonical, ContactEmail::label, ContactEmail::primary,
            (former, address) -> new ContactEmail(address, former == null ? null : former.label(), true));
    private Several() {}

    /** @param number what a telephone number is equal by */
    static StatedSeveral<ContactPhone> phones(UnaryOperator<String> number) {
        return new StatedSeveral<>("phone", "phones", "number", ContactPhone::number, number, ContactPhone::label,
                ContactPhone::primary, (former, written) -> new ContactPhone(written,
                        former == null ? null : former.label(), true, null, null, null));
    }
}
