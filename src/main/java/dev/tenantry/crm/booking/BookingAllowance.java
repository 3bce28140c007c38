package dev.tenantry.crm.booking;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * How much whoever has a link may cause: bookings by a page, and mails that come of them. Counted by the organization and for nothing else, so
 * that nobody keeps members from writing, or anybody from signing in. What comes to nothing is not counted.
 */
@Component
class BookingAllowance {

    private final Limits limits;

    BookingAllowance(Limits limits) {
        this.limits = limits;
    }

    private record Charge(Limit limit, String subject, int number) {}

    /** @param mails how many go out, one of them to the address @throws dev.tenantry.shared.problem.ProblemException 429 */
    <T> T book(Long page, String address, int mails, ScopedValue.CallableOp<T, RuntimeException> work) {
        var organization = organization();
        return call(List.of(toAddress(address),
                new Charge(Limit.BOOKINGS_PER_PAGE, organization + " " + page, 1),
                new Charge(Limit.BOOKING_MAILS_PER_ORGANIZATION, organization, mails)), work);
    }

    /** Likewise. */
    <T> T move(String address, int mails, ScopedValue.CallableOp<T, RuntimeException> work) {
        return call(List.of(toAddress(address),
                new Charge(Limit.BOOKING_MAILS_PER_ORGANIZATION, organization(), mails)), work);
    }

    private static Charge toAddress(String address) {
        return new Charge(Limit.BOOKING_MAILS_PER_ADDRESS,
                organization() + " " + Limits.recipient(address), 1);
    }

    private static String organization() {
        return TenantContext.current().organizationId().toString();
    }

    private <T> T call(List<Charge> charges, ScopedValue.CallableOp<T, RuntimeException> work) {
        var taken = new ArrayList<Charge>();
        try {
            for (var charge : charges) {
                demand(charge);
                taken.add(charge);
            }
            return work.call();
        } catch (RuntimeException fault) {
            taken.forEach(charge -> limits.refund(charge.limit, charge.subject, charge.number));
            throw fault;
        }
    }

    private void demand(Charge charge) {
        var wait = limits.take(charge.limit, charge.subject, charge.number);
        if (!wait.isZero()) {
            throw limits.refusal(charge.limit, "too much has been booked or moved here; try again later", wait);
        }
    }
}
