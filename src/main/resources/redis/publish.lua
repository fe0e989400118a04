-- Appends messages to the log of their channel, in their order, and tells them to all who watch in one publication:
-- '<id> <position before> <bytes of body> <body>', one behind the other; behind the bytes ',t=<trace>' where there is one.
-- KEYS log pos [idem, one for each message that has a fingerprint]
-- ARGV birth size logTtl posTtl idemTtl renew command topic trace, then of each message: tag body, fingerprint or '' where there are
--      idems, and trace or '' where one has a trace
-- Answers the position before, then of each message that was known already: its number, and what its idem holds.
-- Where nothing could be appended, the error stands behind a minus in the position's place.
local call, format = redis.call, string.format
local log, pos, size = KEYS[1], KEYS[2], ARGV[2]
local keyed = #KEYS > 2
local traced = ARGV[9] ~= ''
local width = 2 + (keyed and 1 or 0) + (traced and 1 or 0)
local known, slots, answer = {}, {}, {''}
if keyed then
  local key = 2
  for i = 10, #ARGV, width do
    if ARGV[i + 2] ~= '' then
      key = key + 1
      slots[i] = KEYS[key]
      known[i] = call('GET', KEYS[key])
      if known[i] then
        answer[#answer + 1] = (i - 10) / width + 1
        answer[#answer + 1] = known[i]
      end
    end
  end
end
local prev = call('GET', pos)
if not prev then
  local last = call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]
  prev = last and last[1] or '0-' .. ARGV[1]
end
answer[1] = prev
-- tags stay strings and offsets are formatted: a Lua number holds 2^53 and prints 14 digits
local offset = tonumber(string.match(prev, '^%d+'))
local told, first = {}, nil
local function append(run, id, body, trace)
  if trace then return run('XADD', log, 'MAXLEN', '~', size, id, 'p', prev, 'm', body, 't', trace) end
  return run('XADD', log, 'MAXLEN', '~', size, id, 'p', prev, 'm', body)
end
for i = 10, #ARGV, width do
  if not known[i] then
    local body = ARGV[i + 1]
    offset = offset + 1
    local id = format('%.0f-%s', offset, ARGV[i])
    local trace = traced and ARGV[i + width - 1] ~= '' and ARGV[i + width - 1] or nil
    if first == nil then
      -- the first write may be refused (OOM, READONLY, NOREPLICAS); nothing after it can be
      if size ~= '0' then first = append(redis.pcall, id, body, trace)
      else first = redis.pcall('SET', pos, id, 'PX', ARGV[4]) end
      if type(first) == 'table' and first.err then
        if #answer == 1 then return first end
        answer[1] = '-' .. first.err
        break
      end
    elseif size ~= '0' then
      append(call, id, body, trace)
    end
    if slots[i] then call('SET', slots[i], id .. ' ' .. ARGV[i + 2], 'PX', ARGV[5]) end
    told[#told + 1] = id .. ' ' .. prev .. ' ' .. #body .. (trace and ',t=' .. trace or '') .. ' ' .. body
    prev = id
  end
end
if #told > 0 then
  call('SET', pos, prev, 'PX', ARGV[4])
  if size ~= '0' then call('PEXPIRE', log, ARGV[3]) end
  call(ARGV[7], ARGV[8], table.concat(told))
end
if ARGV[6] == 'renew' then
  for at = 2, #answer, 2 do
    -- refused or not, the message is there: the error must not say that nothing was executed
    local renewed = redis.pcall('PEXPIRE', slots[10 + (answer[at] - 1) * width], ARGV[5])
    if type(renewed) == 'table' then answer[at + 1] = '-UNCONFIRMED ' .. renewed.err end
  end
end
return answer
