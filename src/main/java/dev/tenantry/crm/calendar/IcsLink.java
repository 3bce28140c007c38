package dev.tenantry.crm.calendar;

import java.util.List;
import java.util.Optional;

import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.CalendarComponent;

import dev.tenantry.shared.web.HttpsUrl;

/** Where an event of a file is taken part in from elsewhere: what RFC 7986 has for that, what Google and Microsoft write, and at last its page. */
final class IcsLink {

    private static final String URL = "URL";
    private static final List<String> OF_MEETINGS = List.of("CONFERENCE", "X-GOOGLE-CONFERENCE",
            "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGCONFLINK");
    private static final int LONGEST = 2_000;

    private IcsLink() {}

    /** What is of no form that links have is none of these; a page is, and refused with what it says. */
    static Optional<Property> of(CalendarComponent component) {
        return OF_MEETINGS.stream()
                .flatMap(name -> component.<Property>getProperties(name).stream())
                .filter(property -> isLink(text(property)))
                .findFirst()
                .or(() -> component.<Property>getProperties(URL)
                        .stream()
                        .filter(property -> text(property).startsWith("https://"))
                        .findFirst());
    }

    static String text(Property property) {
        return property.getValue().strip();
    }

    private static boolean isLink(String text) {
        return text.length() <= LONGEST && HttpsUrl.Known.isUrl(text);
    }
}
