/** What mails say: RFC 5322 and MIME as others write them, read within bounds, with what cannot be read told and kept. */
@NullMarked
package dev.tenantry.crm.email.message;

import org.jspecify.annotations.NullMarked;
