package dev.tenantry.notification;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.text.TelephoneNumber;

/** By what people outside of the organization are written to. */
public enum ContactChannel {

    EMAIL, SMS, WHATSAPP;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    /** What two addresses of the channel are equal by, in whatever spelling; null where the text is none. */
    public @Nullable String key(String address) {
        return switch (this) {
            case EMAIL -> EmailAddress.isValid(address) ? EmailAddress.canonical(address) : null;
            case SMS, WHATSAPP -> TelephoneNumber.parse(address);
        };
    }

    /** As it is stored, and as clients are told. */
    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
