package dev.tenantry.crm.booking;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.booking.BookingDoor.Open;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.time.Rfc3339;
import dev.tenantry.shared.web.MergePatch;

/** What the door answers to people: a page also where something is wrong, with what it is. Programs are told the problem. */
@Component
class BookingPages {

    private final BookingDoor door;
    private final BookingPageView view;
    private final BookingFormView forms;
    private final MergePatch bodies;

    BookingPages(BookingDoor door, BookingPageView view, BookingFormView forms, MergePatch bodies) {
        this.door = door;
        this.view = view;
        this.forms = forms;
        this.bodies = bodies;
    }

    ResponseEntity<String> show(String link, PageQuery query, String accept) {
        return opened(link, accept, open -> view.of(open, link, query));
    }

    ResponseEntity<String> form(String link, String start, PageQuery query, String accept) {
        return opened(link, accept, open -> forms.ask(open, link, moment(start), query));
    }

    ResponseEntity<String> submit(String link, BookingForm form, String accept) {
        return opened(link, accept, open -> {
            try {
                var request = bodies.read(form.toJson(open.page()), BookingRequest.class);
                var url = door.book(open, request).url();
                if (url == null) {
                    throw ProblemException.of(ProblemType.SLOT_TAKEN,
                            "this is booked already; the link to change it is in the mail");
                }
                return ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .cacheControl(CacheControl.noStore())
                        .location(URI.create(url))
                        .build();
            } catch (ProblemException problem) {
                var fault = orRethrow(problem, accept);
                if (fault.type() == ProblemType.NOT_FOUND) {
                    throw fault;
                }
                return forms.askAgain(open, link, form, fault);
            }
        });
    }

    /** Something to be done with an open page. */
    private interface Answer {

        ResponseEntity<String> of(Open open);
    }

    private ResponseEntity<String> opened(String link, String accept, Answer answer) {
        var open = door.open(link);
        try {
            return answer.of(open);
        } catch (ProblemException problem) {
            if (problem.type() == ProblemType.NOT_FOUND) {
                throw problem;
            }
            return view.of(open, link, PageQuery.NOTHING, orRethrow(problem, accept));
        }
    }

    private static ProblemException orRethrow(ProblemException problem, String accept) {
        if (!accept.contains(MediaType.TEXT_HTML_VALUE)) {
            throw problem;
        }
        return problem;
    }

    private static Instant moment(String text) {
        try {
            return Rfc3339.time(text);
        } catch (DateTimeException _) {
            throw ProblemException.malformed("start", "must be a time, 2026-12-31T09:00:00Z");
        }
    }
}
