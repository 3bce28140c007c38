package dev.tenantry.crm.calendar;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.ComponentListAccessor;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.CalendarComponent;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.Texts;

/** Which properties of an event in a file the calendar does not keep; what programs have for themselves (X-) is not told. */
final class IcsLeftOut {

    private static final Set<String> TAKEN = Set.of("UID", "SEQUENCE", "DTSTAMP", "CREATED", "LAST-MODIFIED", "DTSTART",
            "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "STATUS", "CLASS", "TRANSP", "RRULE",
            "RDATE", "EXDATE", "RECURRENCE-ID", "ATTENDEE", "CONFERENCE");
    private static final Set<String> KEPT = Set.of("CONFIRMED", "CANCELLED");
    private static final Set<String> STARTS = Set.of("RDATE", "EXDATE");
    private static final int LONGEST = 60;

    private IcsLeftOut() {}

    /** @param areAllAsked whether everybody who attends is taken */
    static List<String> of(CalendarComponent component, boolean areAllAsked) {
        var found = new LinkedHashSet<String>();
        var link = IcsLink.of(component).orElse(null);
        var rules = 0;
        var isOfDays = component.<Property>getProperty("DTSTART").filter(IcsMoments::isDate).isPresent();
        for (var property : component.getPropertyList().getAll()) {
            var name = property.getName().toUpperCase(Locale.ROOT);
            rules += name.equals("RRULE") ? 1 : 0;
            var isLeft = !TAKEN.contains(name) && !name.startsWith("X-") || name.equals("RRULE") && rules > 1
                    || STARTS.contains(name) && IcsMoments.isDate(property) != isOfDays
                    || isOther(name, property, link);
            if (isLeft) {
                found.add(Texts.shown(name, LONGEST));
            }
            if (property.getParameter("RANGE").isPresent()) {
                found.add(name + ";RANGE");
            }
        }
        if (!areAllAsked) {
            found.add("ATTENDEE");
        }
        if (component instanceof ComponentListAccessor<?> holder) {
            holder.getComponentList().getAll().stream().map(Component::getName).forEach(found::add);
        }
        return List.copyOf(found);
    }

    /** Of a value for which there is no place. */
    private static boolean isOther(String name, Property property, @Nullable Property link) {
        return switch (name) {
            case "STATUS" -> !KEPT.contains(property.getValue().strip().toUpperCase(Locale.ROOT));
            case "URL", "CONFERENCE" -> !property.equals(link);
            default -> false;
        };
    }
}
