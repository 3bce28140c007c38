package dev.tenantry.crm.calendar;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.FieldRule;
import dev.tenantry.shared.web.SingleLine;

/** Who is to attend an event. @param attendees all of them: one that is missing is there no more */
record AttendeesRequest(@NotNull @Size(max = 100) List<@Valid @NotNull Attendee> attendees) {

    /**
     * One of them: a member, a contact, or an address. To add a member or contact it takes the right to read them.
     *
     * @param email  of a member or a contact what is known of them, whatever is stated
     * @param answer absent: as it is, of a new one needs_action; members answer themselves
     */
    record Attendee(
            @Nullable UUID memberId,
            @Nullable Long contactId,
            @Email @Size(max = 254) @Nullable String email,
            @Size(max = 200) @SingleLine @Nullable String name,
            @Nullable AttendeeAnswer answer) {

        @FieldRule(field = "email", code = "required", message = "an attendee is a memberId, a contactId or an email, and no two of the first")
        boolean isSomebody() {
            return memberId == null ? contactId != null || email != null : contactId == null;
        }

        boolean isOf(EventAttendee there) {
            if (memberId != null || there.getMemberId() != null) {
                return Objects.equals(memberId, there.getMemberId());
            }
            return contactId == null && there.getContactId() == null
                    ? there.hasAddress(Objects.requireNonNull(email))
                    : Objects.equals(contactId, there.getContactId());
        }
    }
}
