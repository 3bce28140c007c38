/** Tests of mails that mail servers bring. */
@NullMarked
package dev.tenantry.crm.email.capture;

import org.jspecify.annotations.NullMarked;
