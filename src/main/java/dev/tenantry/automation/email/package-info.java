/** Templates of the mails that workflows send: an organization's own texts, which steps name and give values. */
@NullMarked
package dev.tenantry.automation.email;

import org.jspecify.annotations.NullMarked;
