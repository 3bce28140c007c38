package dev.tenantry.crm.calendar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import net.fortuna.ical4j.model.Parameter;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.CalendarComponent;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.text.Texts;

/** Somebody whom a file says to attend. */
record IcsGuest(String email, @Nullable String name, AttendeeAnswer answer) {

    /** Of an event. */
    static final int MOST = 100;

    private static final String ATTENDEE = "ATTENDEE";
    private static final String MAILTO = "(?i)^mailto:";
    private static final Set<String> THINGS = Set.of("ROOM", "RESOURCE");
    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_NAME = 200;

    /** @param isWhole whether that is everybody whom the event names */
    record All(List<IcsGuest> guests, boolean isWhole) {}

    /** Who has an address, each once. */
    static All of(CalendarComponent component) {
        var found = new LinkedHashMap<String, IcsGuest>();
        var isWhole = true;
        for (var property : component.getProperties(ATTENDEE)) {
            var guest = of(property);
            if (guest.isEmpty() || found.size() == MOST) {
                isWhole = false;
            } else {
                found.putIfAbsent(EmailAddress.canonical(guest.get().email), guest.get());
            }
        }
        return new All(List.copyOf(found.values()), isWhole);
    }

    private static Optional<IcsGuest> of(Property property) {
        return parameter(property, "CUTYPE").filter(THINGS::contains).isPresent()
                ? Optional.empty()
                : address(property).map(address -> new IcsGuest(address, name(property), answer(property)
                        .orElse(AttendeeAnswer.NEEDS_ACTION)));
    }

    /** Also where it is no address that mails go to, and one is said besides (RFC 7986). */
    private static Optional<String> address(Property property) {
        return Optional.of(property.getValue().replaceFirst(MAILTO, "").strip())
                .filter(IcsGuest::isAddress)
                .or(() -> property.<Parameter>getParameter("EMAIL")
                        .map(Parameter::getValue)
                        .filter(IcsGuest::isAddress));
    }

    private static boolean isAddress(String text) {
        return text.length() <= LONGEST_ADDRESS && EmailAddress.isValid(text);
    }

    private static @Nullable String name(Property property) {
        return property.<Parameter>getParameter(Parameter.CN)
                .map(name -> Texts.beginning(name.getValue().replaceAll("\\p{Cntrl}", " ").strip(), LONGEST_NAME))
                .filter(name -> !name.isEmpty())
                .orElse(null);
    }

    /** Empty where it says none that there is. */
    static Optional<AttendeeAnswer> answer(Property property) {
        return parameter(property, Parameter.PARTSTAT).flatMap(status -> switch (status) {
            case "ACCEPTED" -> Optional.of(AttendeeAnswer.ACCEPTED);
            case "DECLINED" -> Optional.of(AttendeeAnswer.DECLINED);
            case "TENTATIVE" -> Optional.of(AttendeeAnswer.TENTATIVE);
            case "NEEDS-ACTION" -> Optional.of(AttendeeAnswer.NEEDS_ACTION);
            default -> Optional.empty();
        });
    }

    private static Optional<String> parameter(Property property, String name) {
        return property.<Parameter>getParameter(name).map(one -> one.getValue().toUpperCase(Locale.ROOT));
    }
}
