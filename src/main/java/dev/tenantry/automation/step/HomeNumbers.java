package dev.tenantry.automation.step;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.text.TelephoneNumber;
import dev.tenantry.tenancy.HomeRegion;

/** Telephone numbers as the organization's contacts are kept with them: those of its own region without a country code, too. */
@Component
@Transactional(readOnly = true)
class HomeNumbers {

    private final HomeRegion home;

    HomeNumbers(HomeRegion home) {
        this.home = home;
    }

    /** E.164; null where it is none, or one with an extension, which no message reaches. */
    @Nullable
    String called(String written) {
        var international = TelephoneNumber.parse(written);
        if (international != null) {
            return international;
        }
        var read = TelephoneNumber.read(written, home.current());
        return read.extension() == null ? read.e164() : null;
    }
}
