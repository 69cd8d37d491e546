/**
 * The look of a mail. Many mail programs read only a `style` attribute, so each element carries its own;
 * the classes are for those that also read the sheet below, and give them the dark theme.
 */
export const mailStyle = {
	page: 'margin:0;padding:0;background-color:#faf7f2',
	sheet: 'width:100%;max-width:560px;margin:0 auto',
	brand:
		"padding:24px 24px 12px;font:italic 16px/1.4 Georgia,'Times New Roman',serif;color:#9e2f3a",
	card: "padding:24px;background-color:#ffffff;border:1px solid #e3dcd0;border-radius:4px;font:16px/1.55 'Source Sans 3','Segoe UI',Roboto,Helvetica,Arial,sans-serif;color:#1c1a17",
	title:
		"margin:0 0 16px;font:600 24px/1.25 'Source Serif 4',Georgia,'Times New Roman',serif;color:#1c1a17",
	paragraph: 'margin:0 0 16px',
	quiet: 'margin:0 0 16px;font-size:14px;color:#5d564c',
	link: 'color:#9e2f3a;text-decoration:underline',
	button:
		'display:inline-block;min-width:120px;margin:0 8px 12px 0;padding:14px 20px;background-color:#9e2f3a;border:1px solid #9e2f3a;border-radius:4px;font-weight:600;text-align:center;text-decoration:none;color:#ffffff',
	quietButton:
		'display:inline-block;min-width:120px;margin:0 8px 12px 0;padding:14px 20px;background-color:#ffffff;border:1px solid #9e2f3a;border-radius:4px;font-weight:600;text-align:center;text-decoration:none;color:#9e2f3a',
	facts: 'width:100%;margin:0 0 20px;border-collapse:collapse;border-top:1px solid #e3dcd0',
	factName:
		'padding:8px 16px 8px 0;border-bottom:1px solid #e3dcd0;vertical-align:top;text-align:left;width:27%;font-weight:400;color:#5d564c',
	fact: 'padding:8px 0;border-bottom:1px solid #e3dcd0;vertical-align:top;font-weight:600',
	foot: "padding:16px 24px 32px;font:13px/1.5 'Segoe UI',Roboto,Helvetica,Arial,sans-serif;color:#5d564c",
	preheader: 'display:none;max-height:0;overflow:hidden;opacity:0'
} as const;

/** For programs that follow the reader's dark theme. */
export const mailSheet = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.m-page{background-color:#15171a!important}
.m-card{background-color:#1d2024!important;border-color:#34383e!important;color:#ece7df!important}
.m-title,.m-fact{color:#ece7df!important}
.m-facts,.m-fact,.m-fact-name{border-color:#34383e!important}
.m-quiet,.m-foot,.m-fact-name{color:#b5ada1!important}
.m-brand,.m-link{color:#e58a92!important}
.m-button{background-color:#e58a92!important;border-color:#e58a92!important;color:#1c1a17!important}
.m-quiet-button{background-color:#1d2024!important;border-color:#e58a92!important;color:#e58a92!important}
}
@media (max-width:480px){.m-button,.m-quiet-button{display:block!important;margin-right:0!important}}`;
