/** Which runs there are to be, and when they begin: by events, messages, times and people, behind limits and with an end of what one cause makes. */
@NullMarked
package dev.tenantry.automation.run.start;

import org.jspecify.annotations.NullMarked;
