package dev.tenantry.crm.calendar;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.tenancy.TenantContext;

/** Members and contacts who attend are called as they are elsewhere: for those alone who may read them there. */
@Component
class AttendeeRights {

    private static final String READ_MEMBERS = "members:read";

    private final RecordPermissions permissions;

    AttendeeRights(RecordPermissions permissions) {
        this.permissions = permissions;
    }

    /**
     * @param wanted whoever is to attend
     * @param present whoever does already
     * @throws ProblemException 403 where the caller may not read somebody who is new; 422 where a member is to have answered whom the caller is not
     */
    void check(List<AttendeesRequest.Attendee> wanted, List<EventAttendee> present) {
        for (var index = 0; index < wanted.size(); index++) {
            var stated = wanted.get(index);
            var same = present.stream().filter(one -> stated.isOf(one)).findFirst();
            if (same.isEmpty()) {
                demand(stated);
            }
            var answer = same.map(EventAttendee::getAnswer).orElse(AttendeeAnswer.NEEDS_ACTION);
            if (stated.memberId() != null && stated.answer() != null && stated.answer() != answer
                    && !isCaller(stated)) {
                throw ProblemException.invalid("attendees[" + index + "].answer", "not-own",
                        "members answer invitations themselves");
            }
        }
    }

    private void demand(AttendeesRequest.Attendee stated) {
        if (stated.contactId() != null) {
            permissions.demandToCopy("contact");
        } else if (stated.memberId() != null && !isCaller(stated) && !Caller.current().may(READ_MEMBERS)) {
            throw ProblemException.forbidden(READ_MEMBERS);
        }
    }

    private static boolean isCaller(AttendeesRequest.Attendee stated) {
        return Objects.equals(stated.memberId(), TenantContext.current().userId());
    }

    /** What the caller may read of the attendee. */
    AttendeesResponse.Attendee shown(EventAttendee attendee) {
        var shown = attendee.shown();
        return mayRead(shown.memberId(), shown.contactId()) ? shown : shown.unnamed();
    }

    boolean readsContacts() {
        return Caller.current().may(permissions.of("contact", "read"));
    }

    /** Whether the caller may read the member, or the contact; whoever is neither is the event's own. */
    boolean mayRead(@Nullable UUID member, @Nullable Long contact) {
        var caller = Caller.current();
        return member != null
                ? member.equals(caller.userId()) || caller.may(READ_MEMBERS)
                : contact == null || caller.may(permissions.of("contact", "read"));
    }
}
