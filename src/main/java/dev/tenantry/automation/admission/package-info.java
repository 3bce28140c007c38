/** Which of the starts that triggers ask for there are to be, and when: dedupe, re-enrolment, rates, debounce and concurrency. */
@NullMarked
package dev.tenantry.automation.admission;

import org.jspecify.annotations.NullMarked;
