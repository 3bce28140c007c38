package dev.tenantry.crm.booking;

import java.util.Optional;
import java.util.stream.Stream;

import dev.tenantry.shared.problem.ProblemException;

/** Why a visitor may not change what is booked. */
enum ChangeRefusal {

    LATE("it is too late to cancel this"),
    CANCELLED("this is cancelled"),
    MOVING("this cannot be moved"),
    GIVEN("it was given to somebody else at this moment: move it again");

    private final String detail;

    ChangeRefusal(String detail) {
        this.detail = detail;
    }

    /** @throws ProblemException 409 */
    void unless(boolean isAllowed) {
        if (!isAllowed) {
            throw ProblemException.conflict(detail);
        }
    }

    /** Empty where it is another one. */
    static Optional<ChangeRefusal> of(ProblemException problem) {
        return Stream.of(values()).filter(one -> one.detail.equals(problem.detail())).findFirst();
    }
}
