"""An official's private page, without the web: what it offers, how what was typed is read, and what a submission does.

`choices` says which answers are open, `fields` what each may be asked, `form` reads what was typed, `replying` and
`submit` write it down through the one writing door. The pages are `bot.web.desk`.
"""
