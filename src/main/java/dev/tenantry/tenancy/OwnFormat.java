package dev.tenantry.tenancy;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.LocalFormat;

/**
 * How an organization has said that it writes.
 *
 * @param language   BCP 47, as the locale is; null, as any of them, where it has not said so
 * @param dateFormat how days are written
 */
public record OwnFormat(@Nullable String language, @Nullable String locale, @Nullable String dateFormat) {

    /** @param reader the language of whoever it is for, which counts where the organization has none; null where that is not known */
    public LocalFormat to(@Nullable String reader) {
        return LocalFormat.of(first(language, locale, reader), first(locale, language, reader), dateFormat);
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other, @Nullable String third) {
        return one != null ? one : other != null ? other : third;
    }
}
