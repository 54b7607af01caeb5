-- What one person sent of late, held against what they may send, in one step: the rules of bot/runtime/allowance.py, where they are explained.
--
-- KEYS[1] the account. ARGV: what to do, then for
--   ask        now, moment, per minute, per day, album, account of an older name ("" for none, "?" where it was not looked for yet)
--   give back  moment
--   speak on   (nothing)

local MINUTE, HOUR, DAY, PARTS = 60, 3600, 86400, 10

local function empty()
  return { recent = {}, hours = {}, from = 0, till = 0, album = "", parts = 0 }
end

local function keep(account)
  redis.call("SET", KEYS[1], cmsgpack.pack(account), "EX", DAY + 2 * HOUR)
end

local function count(account, moment, change)
  local hour = math.floor(moment / HOUR)
  local now = (account.hours[hour] or 0) + change
  account.hours[hour] = now > 0 and now or nil
end

local function place(moments, moment)
  local at = #moments + 1
  while at > 1 and moments[at - 1] > moment do at = at - 1 end
  table.insert(moments, at, moment)
end

local function let_pass(account, now)
  while account.recent[1] and account.recent[1] <= now - DAY do table.remove(account.recent, 1) end
  for hour in pairs(account.hours) do
    if (hour + 1) * HOUR <= now - DAY then account.hours[hour] = nil end
  end
end

local function too_many_until(account, moment, per_minute, per_day)
  local until_minute, until_day, near = -1, -1, {}
  for _, one in ipairs(account.recent) do
    if one > moment - MINUTE and one < moment + MINUTE then table.insert(near, one) end
  end
  place(near, moment)
  for first = 1, #near - per_minute do
    if near[first + per_minute] - near[first] < MINUTE then
      until_minute = near[first + math.floor((per_minute - 1) / 2)] + MINUTE
    end
  end
  local total, oldest = 0, nil
  for hour, number in pairs(account.hours) do
    total = total + number
    if not oldest or hour < oldest then oldest = hour end
  end
  if total >= per_day then until_day = (oldest + 1) * HOUR + DAY end
  return math.max(until_minute, until_day)
end

local function ask(account, now, moment, per_minute, per_day, album)
  if account.from <= moment and moment < account.till then return { "still" } end
  if album ~= "" and album == account.album and account.parts < PARTS then
    account.parts = account.parts + 1
    return { "free" }
  end
  local till = too_many_until(account, moment, per_minute, per_day)
  if till > moment then
    if account.till > 0 and account.from - MINUTE < moment and moment < account.from then
      account.from = moment
      return { "still" }
    end
    account.from, account.till = moment, till
    return { "too many", math.max(1, math.ceil(till - now)) }
  end
  place(account.recent, moment)
  while #account.recent > 2 * per_minute do table.remove(account.recent, 1) end
  count(account, moment, 1)
  account.album, account.parts = album, 1
  return { "allowed" }
end

local stored = redis.call("GET", KEYS[1])
if ARGV[1] == "ask" then
  if not stored and ARGV[7] == "?" then return { "unknown" } end
  local packed = stored or (ARGV[7] ~= "?" and ARGV[7]) or ""
  local account = packed ~= "" and cmsgpack.unpack(packed) or empty()
  local now, moment = tonumber(ARGV[2]), tonumber(ARGV[3])
  let_pass(account, now)
  local answer = ask(account, now, moment, tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[6])
  keep(account)
  return answer
end
if not stored then return { "unknown" } end
local account = cmsgpack.unpack(stored)
if ARGV[1] == "give back" then
  local moment = tonumber(ARGV[2])
  for at, one in ipairs(account.recent) do
    if one == moment then
      table.remove(account.recent, at)
      count(account, moment, -1)
      break
    end
  end
else
  account.from, account.till = 0, 0
end
keep(account)
return { "done" }
