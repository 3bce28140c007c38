package dev.tenantry.shared.text;

import java.util.Locale;

/** In which language the organization that the current work is for writes to others, and how. */
public interface OwnLocale {

    Locale ownLocale();
}
