/** How long leads and mails waited for an answer. */
@NullMarked
package dev.tenantry.crm.report.response;

import org.jspecify.annotations.NullMarked;
