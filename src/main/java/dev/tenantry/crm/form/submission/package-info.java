/** What is sent by forms: read and checked, guarded against spam, kept, confirmed, and made into something, once each. */
@NullMarked
package dev.tenantry.crm.form.submission;

import org.jspecify.annotations.NullMarked;
