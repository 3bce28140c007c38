package dev.tenantry.crm.booking;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.booking.BookingChanges.Standing;
import dev.tenantry.crm.booking.BookingLinks.Target;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.time.Rfc3339;

/** The one way in for whoever has a booking's link, and what it answers: a page, and to programs the problem where there is one. */
@Component
class VisitorPages {

    private final BookingLinks links;
    private final BookingChanges changes;
    private final VisitorView view;
    private final Limits limits;
    private final BookingAllowance allowance;

    VisitorPages(BookingLinks links, BookingChanges changes, VisitorView view, Limits limits,
            BookingAllowance allowance) {
        this.links = links;
        this.changes = changes;
        this.view = view;
        this.limits = limits;
        this.allowance = allowance;
    }

    ResponseEntity<String> show(String link, PageQuery query, String accept) {
        return answer(link, accept, (target, standing) -> shown(target, standing, query, null));
    }

    ResponseEntity<String> cancel(String link, String accept) {
        return answer(link, accept,
                (target, _) -> shown(target, in(target, () -> changes.cancel(target.id())), PageQuery.NOTHING,
                        "cancelled"));
    }

    ResponseEntity<String> move(String link, String start, String accept) {
        return answer(link, accept, (target, standing) -> {
            var moment = moment(start);
            return shown(target, in(target, () -> move(standing.booking(), moment)), PageQuery.NOTHING, "moved");
        });
    }

    /** Where it is already, nobody is told, and nothing counted. */
    private Standing move(Booking booking, Instant to) {
        return changes.once(booking.getId(), to, () -> allowance.move(booking.getEmail(), 1 + booking.hosts().size(),
                () -> changes.move(booking.getId(), to)));
    }

    /** Something to be done with a booking that there is. */
    private interface Answer {

        ResponseEntity<String> of(Target target, Standing standing);
    }

    private ResponseEntity<String> answer(String link, String accept, Answer answer) {
        limits.chargeSource(Limit.BOOKING_PAGES_PER_SOURCE);
        var target = links.booking(link);
        var standing = target.flatMap(to -> in(to, () -> changes.find(to.id())));
        if (target.isEmpty() || standing.isEmpty()) {
            throw ProblemException.notFound();
        }
        try {
            return answer.of(target.get(), standing.get());
        } catch (ProblemException refusal) {
            var fault = VisitorRefusals.ofChange(refusal);
            if (!accept.contains(MediaType.TEXT_HTML_VALUE) || fault.type() == ProblemType.NOT_FOUND) {
                throw fault;
            }
            return view.refused(standing.get(), free(target.get(), standing.get(), PageQuery.NOTHING),
                    PageQuery.NOTHING,
                    fault);
        }
    }

    private ResponseEntity<String> shown(Target target, Standing standing, PageQuery query,
            @Nullable String done) {
        return view.of(standing, free(target, standing, query), query, done);
    }

    private List<Instant> free(Target target, Standing standing, PageQuery query) {
        return standing.isMovable()
                ? in(target, () -> changes.free(standing, view.days(standing, query)))
                : List.of();
    }

    private static Instant moment(String text) {
        try {
            return Rfc3339.time(text);
        } catch (DateTimeException _) {
            throw ProblemException.invalid("startAt", "required", "choose one of the times");
        }
    }

    private static <T> T in(Target target, ScopedValue.CallableOp<T, RuntimeException> work) {
        return new TenantContext(target.organizationId(), null).call(work);
    }
}
