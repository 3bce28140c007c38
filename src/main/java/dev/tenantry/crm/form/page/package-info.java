/** What visitors see of forms: the hosted page, the script that puts it into other pages, and the page that confirms an address. */
@NullMarked
package dev.tenantry.crm.form.page;

import org.jspecify.annotations.NullMarked;
